import HTTPTypes
import SharedHTML

/// Why somebody is not signed in, and what to do: a button tries again, a link leads back.
struct SignInFailedPage: PageView {
    private let fault: SignInFault
    private let next: LocalPath

    init(_ fault: SignInFault, next: LocalPath) {
        self.fault = fault
        self.next = next
    }

    var description: String { advice }
    var tags: Set<CacheTag> { [] }

    var status: HTTPResponse.Status {
        switch fault {
        case .denied: .forbidden
        case .nobodySignedIn, .notWithoutAsking, .stale, .untrusted: .badRequest
        case .unavailable: .serviceUnavailable
        }
    }

    /// Whether an operator should hear of it.
    var isOurs: Bool {
        switch fault {
        case .denied, .nobodySignedIn, .notWithoutAsking, .stale: false
        case .untrusted, .unavailable: true
        }
    }

    var title: String {
        switch fault {
        case .denied: "You chose not to sign in."
        case .nobodySignedIn, .notWithoutAsking: "You are not signed in yet."
        case .stale: "That sign-in has run out."
        case .untrusted: "That answer was not one of ours."
        case .unavailable: "Signing in is taking a short break."
        }
    }

    private var advice: String {
        switch fault {
        case .denied: "Nothing was changed. You can go on reading, or sign in after all."
        case .nobodySignedIn, .notWithoutAsking: "Sign in once, and you are signed in on all of our sites."
        case .stale: "It took longer than ten minutes, was finished already, or began in another browser. Nothing is lost: sign in again."
        case .untrusted: "You were not signed in, to be safe. Sign in again from here; if this comes back, tell us."
        case .unavailable: "Try again in a few seconds. All that needs no account is open meanwhile."
        }
    }

    var body: Composition {
        """
        <div class="problem"><div class="opening">
        <h1>\(title)</h1>
        <p class="lead">\(advice)</p>
        <p><a class="button" rel="nofollow" href="\(url: AuthPaths.login(then: next.description))">\(fault == .denied ? "Sign in after all" : "Sign in again")</a></p>
        <p><a href="\(url: Link(local: next.description) ?? Link(path: "/"))">Back to where you were</a></p>
        </div></div>
        """
    }
}

import Shared

/// How whoever asks stands with the site.
enum Standing: Sendable {
    case signedOut
    case signedIn(Person, devices: [Device])
}

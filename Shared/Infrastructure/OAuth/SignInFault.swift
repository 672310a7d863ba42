/// Why nobody was signed in. What it holds is for the log.
enum SignInFault: Error, Equatable {
    /// Whoever was asked said no.
    case denied
    /// Nobody has signed in with this browser (`login_required`).
    case nobodySignedIn
    /// The authorization server would have to ask something, and was told not to.
    case notWithoutAsking
    /// It took too long, was done already, or was begun in another browser.
    case stale(String)
    /// The answer, or what it led to, is not what our authorization server says.
    case untrusted(String)
    /// The authorization server cannot be asked now.
    case unavailable(String)
}

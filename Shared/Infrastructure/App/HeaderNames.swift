package import HTTPTypes

extension HTTPField.Name {
    package static let requestID = written("X-Request-ID")
    /// Who asked the proxy, as it says in the place of whatever it was told.
    package static let forwardedFor = written("X-Forwarded-For")
    /// Has a browser go on by itself (HTML standard, "shared declarative refresh steps").
    package static let refresh = written("Refresh")
    static let secFetchSite = written("Sec-Fetch-Site")
    package static let secFetchMode = written("Sec-Fetch-Mode")
    static let secFetchDest = written("Sec-Fetch-Dest")
    /// Of browsers that do not say `Sec-Purpose` yet.
    static let purpose = written("Purpose")
    package static let referrerPolicy = written("Referrer-Policy")
    static let permissionsPolicy = written("Permissions-Policy")
    static let openerPolicy = written("Cross-Origin-Opener-Policy")
    static let resourcePolicy = written("Cross-Origin-Resource-Policy")

    /// A name that stands in the program: each is made when the process starts to use it, so one that is none is found by any test.
    static func written(_ name: String) -> HTTPField.Name {
        guard let parsed = HTTPField.Name(name) else { preconditionFailure("\(name) is not a header's name") }
        return parsed
    }
}

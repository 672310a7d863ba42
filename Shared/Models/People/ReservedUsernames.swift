/// Names that nobody can choose, and with them whatever looks or reads like one: they would seem to speak for the co-op or for a machine, or stand where
/// an address of ours stands.
package enum ReservedUsernames {
    package static func contains(_ username: Username) -> Bool {
        let reading = reading(username.description)
        // Nothing but underscores is nobody's name either.
        if reading.isEmpty || whole.contains(reading) { return true }
        return username.description.split(separator: "_").contains { titles.contains(Self.reading($0)) }
    }

    /// As people read it who read digits as letters: `4dm1n` and `ad_min` are `admin`.
    private static func reading(_ text: some StringProtocol) -> String {
        let letters: [UInt8] = text.utf8.compactMap {
            switch $0 {
            case UInt8(ascii: "_"): nil
            case UInt8(ascii: "3"): UInt8(ascii: "e")
            case UInt8(ascii: "4"): UInt8(ascii: "a")
            case UInt8(ascii: "5"): UInt8(ascii: "s")
            case UInt8(ascii: "7"): UInt8(ascii: "t")
            default: $0
            }
        }
        return Username(String(decoding: letters, as: UTF8.self))?.skeleton ?? ""
    }

    private static let titles = readings(titleNames)
    private static let whole = readings(
        titleNames + places + mailboxes + ServiceName.allCases.map(\.rawValue) + ["roseash", "roseashcom", "cooperative", "coop"])

    /// Who wears one of these anywhere in a name (`maya_admin`) would seem to act for us.
    private static let titleNames = [
        "admin", "administrator", "moderator", "official", "operator", "security", "staff", "superuser", "support", "sysadmin", "webmaster",
    ]

    /// What stands in addresses here or on the fediverse, now or soon; actors that are no persons; who is nobody.
    private static let places = [
        "about", "account", "accounts", "activities", "activity", "actor", "actors", "all", "anonymous", "api", "apps", "archive", "assets",
        "auth",
        "author", "authors", "authorize", "basket", "bot", "calendar", "calendars", "callback", "checkout", "client", "clients", "code",
        "cookies",
        "deleted", "design", "discover", "edit", "editor", "entries", "everybody", "everyone", "favicon", "feed", "feeds", "follow",
        "followers",
        "following", "fragments", "front", "group", "groups", "health", "home", "hostmeta", "id", "inbox", "index", "instance", "internal",
        "introspect", "jwks", "legal", "lists", "local", "localhost", "login", "logout", "me", "media", "member", "members", "menu",
        "metrics",
        "mod", "moderation", "myself", "new", "nobody", "nodeinfo", "notifications", "null", "oauth", "order", "orders", "organiser",
        "outbox", "page", "pages",
        "passkey", "passkeys", "password", "payment", "payments", "pictures", "post", "posts", "press", "privacy", "producer", "producers",
        "product", "products", "profile", "public", "reader", "register", "relay", "revoke", "robots", "root", "rules", "search", "self",
        "server",
        "service", "session", "settings", "share", "sharedinbox", "shop", "shopkeeper", "signin", "signout", "signup", "site", "sitemap",
        "static",
        "status", "stock", "system", "tag", "tags", "team", "terms", "test", "token", "undefined", "unknown", "user", "userinfo",
        "username", "users",
        "webfinger", "wellknown", "www", "you",
    ]

    /// RFC 2142, and what mail uses beside it.
    private static let mailboxes = [
        "abuse", "billing", "bounce", "contact", "daemon", "donotreply", "ftp", "hello", "help", "hostmaster", "info", "mail",
        "mailerdaemon",
        "marketing", "news", "noc", "noreply", "office", "postmaster", "sales", "smtp", "uucp", "usenet",
    ]

    private static func readings(_ names: [String]) -> Set<String> { Set(names.map { reading($0) }) }
}

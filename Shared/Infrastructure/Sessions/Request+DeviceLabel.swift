package import Hummingbird

extension Request {
    /// What the browser calls itself, for the list of signed-in devices: `Firefox on Windows`.
    package var deviceLabel: String {
        let agent = headers[.userAgent] ?? ""
        let browser = Self.browsers.first { agent.contains($0.token) }?.name ?? "A browser"
        guard let system = Self.systems.first(where: { agent.contains($0.token) })?.name else { return browser }
        return "\(browser) on \(system)"
    }

    /// In this order: most call themselves by the names of others too.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ].map { (token: $0.0, name: $0.1) }

    private static let systems = [
        ("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Macintosh", "a Mac"), ("Linux", "Linux"),
    ].map { (token: $0.0, name: $0.1) }
}

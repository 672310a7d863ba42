/// The six services. The raw value is the subdomain, the database schema of its domain, and its name in logs and metrics.
package enum ServiceName: String, CaseIterable, Codable, Sendable {
    case blog, market, cart, events, federation, account
}

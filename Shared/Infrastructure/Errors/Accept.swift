/// Whether a client that sent this `Accept` (RFC 9110, section 12.5.1) would rather have JSON than a page. It must name a JSON type; a
/// wildcard alone is a browser, or a person at a terminal.
func prefersJSON(_ accept: String?) -> Bool {
    guard let accept, accept.contains("json") else { return false }
    var json = 0
    var html = 0
    for range in accept.split(separator: ",") {
        let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        guard let type = parts.first else { continue }
        let weight = thousandths(parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2) ?? "1")
        if type == "application/json" || type == "application/problem+json" || type == "application/*" { json = max(json, weight) }
        if type == "text/html" || type == "application/xhtml+xml" || type == "text/*" { html = max(html, weight) }
    }
    return json > html
}

/// A quality value: `1`, `0.8`, `0.125`. One that cannot be read counts as 1 (the default).
private func thousandths(_ text: some StringProtocol) -> Int {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), whole == 0, parts.count == 2 else { return text == "0" ? 0 : 1000 }
    return Int((parts[1] + "000").prefix(3)) ?? 1000
}

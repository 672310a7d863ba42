import CLibPQ

/// Why an address of a database is refused.
package struct PostgresURLError: Error, Sendable, Equatable, CustomStringConvertible {
    package let reason: String
    package var description: String {
        "The database URL is refused: \(reason). Example: postgres://rose:secret@localhost:5432/rose_ash, "
            + "or postgres:///rose_ash?host=/run/postgresql for a Unix socket"
    }
}

extension PostgresConfiguration {
    /// Reads an address of the form `postgres://user:password@host:port/database?sslmode=…` (libpq's documentation, 34.1.1.2). A host
    /// that is a folder (`?host=/run/postgresql`) is a Unix socket.
    package init(url: String) throws(PostgresURLError) {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw PostgresURLError(reason: url.isEmpty ? "it is empty" : "it does not begin with postgres://")
        }
        guard !url.utf8.contains(0) else { throw PostgresURLError(reason: "it holds a NUL character") }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            // libpq quotes the address, password and all.
            throw PostgresURLError(reason: message.map { Self.withoutQuotation(String(cString: $0)) } ?? "there is no memory to read it")
        }
        defer { PQconninfoFree(options) }
        var parameters: [ConnectionParameter] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters.append(.init(keyword: String(cString: keyword), value: String(cString: value))) }
            option += 1
        }
        guard parameters.contains(where: { $0.keyword == "dbname" && !$0.value.isEmpty }) else {
            throw PostgresURLError(reason: "it names no database")
        }
        self.parameters = parameters
    }

    private static func withoutQuotation(_ message: String) -> String {
        let line = message.split(separator: "\n").first.map(String.init) ?? message
        guard let quotation = line.firstIndex(of: "\"") else { return line }
        return line[..<quotation].split(separator: " ").filter { $0 != "in" && $0 != "URI:" }.joined(separator: " ")
    }

    private func parameter(_ keyword: String) -> String? { parameters.first { $0.keyword == keyword }?.value }
}

extension PostgresConfiguration: CustomStringConvertible {
    /// Host, port and database, without the password.
    package var description: String {
        "\(parameter("dbname") ?? "") at \(parameter("host") ?? "the local socket")\(parameter("port").map { ":\($0)" } ?? "")"
    }
}

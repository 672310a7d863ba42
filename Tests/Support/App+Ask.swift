package import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
package import SharedInfrastructure

/// What an app answered.
package struct Answer: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let body: String
}

extension App {
    /// Gets `path` of the public listener's routes, without a socket.
    package func ask(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer { try await ask(.get, path, headers) }

    /// Gets `path` of the internal listener's routes, without a socket.
    package func askInternally(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await askInternally(.get, path, headers)
    }

    /// Asks the public listener's routes, without a socket.
    package func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String? = nil
    ) async throws -> Answer {
        try await ask(publicResponder, method, path, headers, body)
    }

    /// Asks the internal listener's routes, without a socket.
    package func askInternally(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String? = nil
    ) async throws -> Answer {
        try await ask(internalResponder, method, path, headers, body)
    }

    /// Sends a form as a browser would: from a page of `origin`, in the coding that forms have.
    package func send(_ form: String, to path: String, from origin: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.origin] = origin
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, path, headers, body: form)
    }

    private func ask(
        _ responder: RouterResponder<AppContext>, _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String?
    ) async throws -> Answer {
        let application = Application(responder: responder, logger: resources.logger)
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }) { response in
                Answer(status: response.status.code, headers: response.headers, body: String(buffer: response.body))
            }
        }
    }
}

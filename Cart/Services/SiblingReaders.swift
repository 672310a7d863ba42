import HTTPTypes
import Hummingbird
import SharedInfrastructure

/// Lets pages of the six sites, and of no other, read what the cart answers to their scripts (Fetch standard, section 3.2). The basket that they
/// may read is their own visitor's, whom their pages show it anyway. What is not opened here, no script elsewhere can read.
struct SiblingReaders: Sendable {
    private let origins: Set<String>

    init(_ origins: Origins) { self.origins = Set(origins.all.map(\.description)) }

    /// The response, readable to the page that asks. Caches hear that it is another for others.
    func opened(_ response: Response, to request: Request) -> Response {
        var response = response
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        let sent = request.headers[values: .origin]
        guard sent.count == 1, origins.contains(sent[0]) else { return response }
        response.headers[.accessControlAllowOrigin] = sent[0]
        response.headers[.accessControlAllowCredentials] = "true"
        return response
    }
}

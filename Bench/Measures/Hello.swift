import ArgumentParser
import Hummingbird
import Shared
import SharedInfrastructure

/// What S1 compares the blog's front page with: a constant answer through the same app factory, middleware and session look-up. Configured
/// like the blog, by environment. Runs until it is told to stop.
struct Hello: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves /hello through everything that a page goes through.")

    func run() async throws {
        let config = try AppConfig.read(.blog)
        let app = App(try AppResources(config)) { routes in
            routes.get("hello") { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: "hello")))
            }
        }
        try await app.run()
    }
}

import Hummingbird
import NIOCore
import SharedInfrastructure
import Support
import Testing

@Suite struct SlowReaderTests {
    @Test func `a reader that pauses for longer than a goodbye gets all of the last answer`() async throws {
        let size = 24 << 20
        let app = try TestSite.app { routes in
            routes.get("much") { _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0x61, count: size))) }
        }
        let answer = try await RunningApp.run(app) { app in
            try await Wire.open(to: app.listening.publicPort, receiveBuffer: 8192) { wire in
                try await wire.send("GET /much HTTP/1.1\r\nHost: blog\r\nConnection: close\r\n\r\n")
                try await Task.sleep(for: .seconds(4))
                return await wire.receiveAll()
            }
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.utf8.count > size)
    }
}

package import NIOCore
import NIOPosix
package import SharedInfrastructure
import Synchronization

/// A server on a free port of 127.0.0.1 that answers as it is told, which need not be SMTP.
package final class ScriptedServer: Sendable {
    package enum Answer: Sendable {
        case say(String)
        /// After a while.
        case late(String, after: TimeAmount)
        case sayAndClose(String)
        case nothing
        /// Without end.
        case flood(String)
        /// One after the other in each conversation; the last for all that follow.
        indirect case inTurn([Answer])
    }

    /// What a server says that is good at it: `.` is the end of a message.
    package static let polite: [String: Answer] = [
        "": .say("220 mta.example ESMTP"), "EHLO": .say("250-mta.example\r\n250 8BITMIME"), "MAIL": .say("250 2.1.0 Ok"),
        "RCPT": .say("250 2.1.5 Ok"), "DATA": .say("354 Go on"), ".": .say("250 2.0.0 Taken"), "RSET": .say("250 2.0.0 Ok"),
        "QUIT": .sayAndClose("221 2.0.0 Bye"),
    ]

    package let port: Int
    private let heard = Mutex<[String]>([])

    private init(port: Int) { self.port = port }

    /// What clients said, line by line, without messages.
    package var lines: [String] { heard.withLock { $0 } }
    /// How often a command was said.
    package func count(_ command: String) -> Int { lines.count { $0.hasPrefix(command) } }

    /// For a client: without TLS unless it is said, and short of patience for `silence`.
    package func configuration(
        _ encryption: SMTPConfiguration.Encryption = .none, password: String? = nil, silence: SMTPPhase? = nil
    ) -> SMTPConfiguration {
        var configuration = SMTPConfiguration(
            host: "127.0.0.1", port: port, encryption: encryption,
            credentials: password.map { .init(user: "site", password: Secret($0)) })
        let timeout: WritableKeyPath<SMTPTimeouts, Duration>? =
            switch silence {
            case .greeting: \.greeting
            case .hello, .encryption, .authentication: \.command
            case .mail, .recipient: \.envelope
            case .data: \.data
            case .message: \.message
            case .connecting, nil: nil
            }
        if let timeout { configuration.timeouts[keyPath: timeout] = .seconds(1) }
        return configuration
    }

    /// Runs `body` with one that answers `answers`, and politely where that says nothing. The greeting is the answer to "".
    /// - Parameter reads: how many bytes of a message it reads before it answers as to its end.
    @discardableResult
    package static func run<Result: Sendable>(
        _ answers: [String: Answer] = [:], port: Int = 0, reads: Int = .max, _ body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let script = polite.merging(answers) { $1 }
        let heard = Heard()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(script, reads: reads) { heard.server?.hear($0) })
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        let server = ScriptedServer(port: listener.localAddress?.port ?? 0)
        heard.set(server)
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
        try await listener.close()
        return try outcome.get()
    }

    private func hear(_ line: String) { heard.withLock { $0.append(line) } }

    private final class Heard: Sendable {
        private let state = Mutex<ScriptedServer?>(nil)
        var server: ScriptedServer? { state.withLock { $0 } }
        func set(_ server: ScriptedServer) { state.withLock { $0 = server } }
    }

    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let script: [String: Answer]
        private let reads: Int
        private let hear: (String) -> Void
        private var text = ""
        private var isMessage = false
        private var messageBytes = 0
        private var turns: [String: Int] = [:]

        init(_ script: [String: Answer], reads: Int, hear: @escaping (String) -> Void) {
            self.script = script
            self.reads = reads
            self.hear = hear
        }

        func channelActive(context: ChannelHandlerContext) { answer("", context) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
            while let end = text.firstRange(of: "\r\n") {
                let line = String(text[..<end.lowerBound])
                text = String(text[end.upperBound...])
                if isMessage {
                    messageBytes += line.utf8.count + 2
                    guard line == "." || messageBytes > reads else { continue }
                    isMessage = false
                    answer(".", context)
                    if line != "." { text = "" }
                } else {
                    hear(line)
                    answer(String(line.prefix { $0 != " " }), context)
                }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func answer(_ command: String, _ context: ChannelHandlerContext) {
            let channel = context.channel
            let turn = turns[command, default: 0]
            turns[command] = turn + 1
            var told = script[command] ?? .say("500 5.5.1 What?")
            if case .inTurn(let answers) = told { told = answers.dropFirst(turn).first ?? answers.last ?? .nothing }
            switch told {
            case .say(let line):
                if line.hasPrefix("354") { isMessage = true }
                channel.say("\(line)\r\n")
            case .late(let line, let wait): channel.eventLoop.scheduleTask(in: wait) { channel.say("\(line)\r\n") }
            case .sayAndClose(let line):
                channel.say(line.isEmpty ? "" : "\(line)\r\n")
                channel.close(promise: nil)
            case .nothing, .inTurn: break
            case .flood(let line): Self.flood(channel, String(repeating: line, count: 100))
            }
        }

        private static func flood(_ channel: any Channel, _ text: String) {
            channel.writeAndFlush(ByteBuffer(string: text)).whenSuccess { flood(channel, text) }
        }
    }
}

extension Channel {
    fileprivate func say(_ text: String) { writeAndFlush(ByteBuffer(string: text), promise: nil) }
}

import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// One bound address and what answers there.
struct Listener<Responder: HTTPResponder<AppContext>>: Service, CustomStringConvertible {
    enum Audience: String, Sendable {
        /// Reached by the proxy: by anybody.
        case everybody
        /// Reached by our own services: its request ids are taken as they come.
        case services
    }

    let audience: Audience
    let address: ListenAddress
    let limits: ConnectionLimits
    let responder: Responder
    let log: RequestLog
    let logger: Logger
    /// Told the address once it is bound.
    let onBound: @Sendable (SocketAddress?) async -> Void

    var description: String { "listener for \(audience)" }

    func run() async throws {
        let builder = HTTPServerBuilder { respond in SiteChannel(responder: respond, limits: limits) }
        let server = try builder.buildServer(
            configuration: ServerConfiguration(
                address: .hostname(address.host, port: address.port), backlog: 1024,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            responder: { request, writer, channel in try await answer(request, writer, channel) },
            onServerRunning: { channel in await onBound(channel.localAddress) })
        do {
            try await server.run()
        } catch let error as IOError {
            throw error.errnoCode == EADDRINUSE ? StartupError.addressInUse(address) : .cannotListen(address, reason: "\(error)")
        } catch let error as SocketAddressError.UnknownHost {
            throw StartupError.cannotListen(address, reason: "\(error)")
        } catch let error as SocketAddressError {
            throw StartupError.cannotListen(address, reason: "\(error)")
        }
    }

    private func answer(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
        let began = ContinuousClock.now
        let id = requestID(of: request)
        let (response, route) = try await RequestID.$current.withValue(id) {
            let context = AppContext(source: .init(channel: channel, logger: logger))
            var response: Response
            do {
                response = try await responder.respond(to: request, context: context)
            } catch let error as HTTPParserError {
                throw error
            } catch {
                logger.critical("an error came past the error pages", metadata: ["error": "\(error)"])
                response = Response(status: .internalServerError)
            }
            response.headers.append(HTTPField(name: .date, value: HTTPDate.now))
            return (response, context.endpointPath)
        }
        let bytes = response.body.contentLength ?? 0
        do {
            try await writer.write(response: response.head, body: response.body)
        } catch is HTTPParserError {
            // The head is written: a second one, saying 400, would be read as part of the body.
            throw ChannelError.ioOnClosedChannel
        }
        log.record(
            request, route: route, status: response.status.code, bytes: bytes, took: .now - began, id: id, isQuiet: audience == .services)
    }

    private func requestID(of request: Request) -> RequestID {
        if audience == .services, let sent = request.headers[.requestID], let id = RequestID(sent: sent) { return id }
        return RequestID()
    }
}

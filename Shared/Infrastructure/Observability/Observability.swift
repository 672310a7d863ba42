import CoreMetrics
package import Logging
import Shared

/// What a process says of itself: its log and its measurements.
package struct Observability: Sendable {
    package let logger: Logger
    package let output: LogOutput
    package let metrics: MetricsRegistry
    private let config: AppConfig

    /// - Parameter output: nil is standard output; held back for a moment in production, at once for a person who watches.
    package init(_ config: AppConfig, output: LogOutput? = nil) {
        let output = output ?? .standard(gathers: config.logFormat == .json)
        self.config = config
        self.output = output
        metrics = MetricsRegistry()
        logger = Logger(label: config.service.rawValue) { Self.handler(config, output, $0) }
    }

    /// The same, and every library's loggers and metrics go there too. Once in a process.
    package static func start(_ config: AppConfig) -> Observability {
        let observability = Observability(config)
        let output = observability.output
        LoggingSystem.bootstrap { handler(config, output, $0) }
        MetricsSystem.bootstrap(observability.metrics)
        return observability
    }

    var requests: RequestLog {
        RequestLog(
            output: output, format: config.logFormat, service: config.service.rawValue, isOn: config.logLevel <= .info,
            metrics: RequestMetrics(registry: metrics))
    }

    private static func handler(_ config: AppConfig, _ output: LogOutput, _ label: String) -> any LogHandler {
        SiteLogHandler(
            output: output, format: config.logFormat, service: config.service.rawValue, label: label, level: config.logLevel)
    }
}

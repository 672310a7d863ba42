import Logging

/// Writes a logger's events as lines, each with the number of the request that its task works for.
struct SiteLogHandler: LogHandler {
    let output: LogOutput
    let format: AppConfig.LogFormat
    let service: String
    /// Which part of the service speaks: `redis`, `postgres`.
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(output: LogOutput, format: AppConfig.LogFormat, service: String, label: String, level: Logger.Level) {
        self.output = output
        self.format = format
        self.service = service
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = LogLine(format, level: event.level, message: event.message.description)
        line.add("service", service)
        if label != service { line.add("from", label) }
        var facts = metadata
        if let provided = metadataProvider?.get() { facts.merge(provided) { _, new in new } }
        if let own = event.metadata { facts.merge(own) { _, new in new } }
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) { line.add(key, value.description) }
        if let error = event.error { line.add("error", String(describing: error)) }
        if facts["request_id"] == nil, let request = RequestID.current { line.add("request_id", request.description) }
        output.append(line.finished(), urgent: event.level >= .warning)
    }
}

import Logging
import Metrics
import Shared

extension EventProcessor {
    /// What becomes of handlings, counted by handler.
    struct Meters: Sendable {
        func done(_ handler: HandlerName) { count("activities_handled_total", handler) }
        func failed(_ handler: HandlerName) { count("activities_failed_total", handler) }
        func parked(_ handler: HandlerName) { count("activities_parked_total", handler) }

        private func count(_ label: String, _ handler: HandlerName) {
            Counter(label: label, dimensions: [("handler", handler.description)]).increment()
        }
    }

    func fields(_ handling: Handling, _ error: Any?) -> Logger.Metadata {
        var fields: Logger.Metadata = [
            "handler": "\(handling.handler)", "activity": "\(handling.activity.id)", "kind": "\(handling.activity.kind.rawValue)",
            "object": "\(handling.activity.object)", "version": "\(handling.activity.version)", "attempt": "\(handling.attempt)",
        ]
        if let error { fields["error"] = "\(error)" }
        return fields
    }
}

package import Shared
import SharedHTML
package import SharedInfrastructure

extension Site {
    /// A site whose files have plain names.
    package static let test = site(.blog)

    /// The same, as `service` sees it.
    package static func site(_ service: ServiceName) -> Site {
        guard let origins = Origins({ Origin("http://\($0.rawValue).rose-ash.localhost:8000") }) else { preconditionFailure("no origins") }
        return Site(service: service, origins: origins, asset: { Link(segments: ["assets"] + $0.split(separator: "/").map(String.init)) })
    }
}

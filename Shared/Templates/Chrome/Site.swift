package import Shared
package import SharedHTML

/// What a page knows of the site that it is a part of: where the six services are, and where the static files are.
package struct Site: Sendable {
    /// The site's name, as people say it.
    package static let name = "Rose Ash"

    /// The service that serves the page.
    package let service: ServiceName
    private let origins: Origins
    private let asset: @Sendable (String) -> Link

    /// - Parameters:
    ///   - origins: the public origin of each service, from configuration, never from a request.
    ///   - asset: the fingerprinted address of a file of `Shared/Static`, by its path there (`site.css`).
    package init(service: ServiceName, origins: Origins, asset: @escaping @Sendable (String) -> Link) {
        self.service = service
        self.origins = origins
        self.asset = asset
    }

    /// `path` on `service`, absolute: what one service, or a fragment that any of them shows, says of another.
    package func link(_ path: Link, on service: ServiceName) -> Link { path.on(origin: origins[service].description) }

    /// The address of a static file.
    package func file(_ path: String) -> Link { asset(path) }
}

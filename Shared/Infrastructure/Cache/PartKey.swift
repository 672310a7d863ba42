/// Under what a part is kept in the process.
struct PartKey: Hashable, Sendable {
    /// A fragment's origin and address, or a page's service and path.
    let identity: String
    let audience: AudienceValue

    init(_ identity: String, _ audience: AudienceValue = .everyone) {
        self.identity = identity
        self.audience = audience
    }

    init(_ request: FragmentRequest, for visitor: Visitor) {
        identity = request.identity
        audience = AudienceValue(request.type.audience, of: visitor)
    }

    /// Its name in Redis, for parts that `build` rendered.
    func sharedName(build: String) -> String { "rose-ash:part:\(build):\(audience):\(identity)" }
}

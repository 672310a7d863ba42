package import Shared

extension FragmentQuery {
    /// The id under `name`, nil when there is none. Throws ``FragmentError/parameters(_:)`` when it is no id.
    package func id<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws -> ID<Entity>? {
        guard let text = self[name] else { return nil }
        guard let id = ID<Entity>(text) else { throw FragmentError.parameters("\(name) is not an id") }
        return id
    }

    /// The same, where there must be one.
    package func required<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws -> ID<Entity> {
        guard let id = try id(name, of: entity) else { throw FragmentError.parameters("\(name) is missing") }
        return id
    }
}

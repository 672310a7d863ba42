import Hummingbird
package import Shared

extension AppContext {
    /// The slug that stands in the address. Throws ``Problem/notFound`` when what stands there is none.
    package func slug(_ name: String) throws -> Slug {
        guard let text = parameters.get(name), let slug = Slug(text) else { throw Problem.notFound }
        return slug
    }

    /// The id that stands in the address, written as we write it: one page has one address. Throws ``Problem/notFound`` when what stands
    /// there is none.
    package func id<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws -> ID<Entity> {
        guard let text = parameters.get(name), let id = ID<Entity>(text), id.description == text else { throw Problem.notFound }
        return id
    }
}

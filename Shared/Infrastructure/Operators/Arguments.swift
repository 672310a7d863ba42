import ArgumentParser
package import Shared

extension Slug: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension ID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension HandlerName: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension LocalTime: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

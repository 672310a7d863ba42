import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the blog uses, over `database`.
    static func blog(_ database: Database) -> Services {
        let activities = PostgresActivities(database)
        var services = Services()
        services.transactions = database
        services.posts = PostgresPosts(database)
        services.archives = PostgresArchives(database)
        services.publishing = PostgresPublishing(recording: activities)
        services.menus = PostgresMenus(database, recording: activities)
        services.imports = PostgresImports()
        services.people = PostgresPeople(database, recording: activities)
        return services
    }
}

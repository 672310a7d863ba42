import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the calendars use, over `database`.
    static func events(_ database: Database) -> Services {
        var services = Services()
        services.transactions = database
        services.calendars = PostgresCalendars(database)
        services.scheduling = PostgresScheduling(recording: PostgresActivities(database))
        services.posts = PostgresPosts(database)
        return services
    }
}

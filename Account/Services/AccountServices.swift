import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the account service uses, over `database`.
    static func account(_ database: Database) -> Services {
        var services = Services()
        let activities = PostgresActivities(database)
        services.transactions = database
        services.people = PostgresPeople(database, recording: activities)
        services.devices = PostgresDevices(database, recording: activities)
        services.sessions = PostgresSessions(database)
        services.auditTrail = PostgresAuditTrail(database)
        services.roles = PostgresRoles(database)
        services.directory = PostgresDirectory(database)
        services.markets = PostgresMarkets(database)
        services.calendars = PostgresCalendars(database)
        return services
    }
}

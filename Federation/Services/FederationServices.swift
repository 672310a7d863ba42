import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the federation service uses, over `database`.
    static func federation(_ database: Database, limits: SignInLimits = SignInLimits()) -> Services {
        var services = Services()
        let activities = PostgresActivities(database)
        services.transactions = database
        services.activities = activities
        services.people = PostgresPeople(database, recording: activities)
        services.sessions = PostgresSessions(database)
        services.devices = PostgresDevices(database, recording: activities)
        services.auditTrail = PostgresAuditTrail(database)
        services.signIns = PostgresSignIns(database, limits: limits)
        services.registrations = PostgresRegistrations(database)
        services.outbox = PostgresMailOutbox()
        return services
    }
}

import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the federation service uses, over `database`.
    static func federation(_ database: Database) -> Services {
        var services = Services()
        let activities = PostgresActivities(database)
        services.transactions = database
        services.activities = activities
        services.devices = PostgresDevices(database, recording: activities)
        services.auditTrail = PostgresAuditTrail(database)
        services.passkeys = PostgresPasskeys(database)
        services.answeredChallenges = PostgresAnsweredChallenges(database)
        return services
    }
}

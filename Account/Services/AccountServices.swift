import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the account service uses, over `database`.
    static func account(_ database: Database) -> Services {
        var services = Services()
        let activities = PostgresActivities(database)
        services.people = PostgresPeople(database, recording: activities)
        services.devices = PostgresDevices(database, recording: activities)
        return services
    }
}

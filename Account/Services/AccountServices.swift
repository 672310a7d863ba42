import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the account service uses, over `database`.
    static func account(_ database: Database) -> Services {
        var services = Services()
        let activities = PostgresActivities(database)
        let devices = PostgresDevices(database, recording: activities)
        let (roles, trail) = (PostgresRoles(database), PostgresAuditTrail(database))
        let changes = PostgresAddressChanges(database, recording: activities)
        services.transactions = database
        services.activities = activities
        services.people = PostgresPeople(database, recording: activities)
        services.devices = devices
        services.sessions = PostgresSessions(database)
        services.auditTrail = trail
        services.roles = roles
        services.directory = PostgresDirectory(database)
        services.profiles = PostgresProfiles(devices: devices, roles: roles, recording: activities)
        services.addressChanges = changes
        services.signIns = PostgresSignIns(database)
        services.consents = PostgresConsents(database)
        services.outbox = PostgresMailOutbox()
        services.markets = PostgresMarkets(database)
        services.calendars = PostgresCalendars(database)
        services.personalRecords = [
            ProfileRecords(changes), DeviceRecords(database), AuditRecords(trail), RoleRecords(database), MailRecords(database),
            AuthorRecords(database), BasketRecords(PostgresBaskets(database, offers: PostgresOffers(database))),
            SignInRecords(database), PasskeyRecords(PostgresPasskeys(database)), AuthorizationRecords(PostgresConsents(database)),
        ]
        return services
    }
}

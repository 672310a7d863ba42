package import FoundationEssentials

/// Where people have signed in. Each beginning and each end is an activity (`member.signed-in`, `member.signed-out`), written with it.
package protocol Devices: Sendable {
    /// Signs somebody in. Throws `DeviceError.noSuchPerson`.
    func begin(_ signIn: SignIn, at moment: Date, in transaction: borrowing Transaction) async throws -> Device
    /// Notes that who is signed in there has proved anew who they are. Nil when `device` has ended.
    func prove(_ device: ID<Device>, by method: SignInMethod, at moment: Date, in transaction: borrowing Transaction) async throws
        -> Device?
    /// Nil when nobody has it, or it has ended or run out by `moment`.
    func device(_ id: ID<Device>, at moment: Date) async throws -> Device?
    /// Those of `person` that have not ended by `moment`, the latest proved first.
    func devices(of person: ID<Person>, at moment: Date) async throws -> [Device]
    /// A page of the same, but `here` before all others.
    func devices(of person: ID<Person>, first here: ID<Device>, _ page: PageRequest, at moment: Date) async throws -> Listing<Device>
    /// Signs `person` out there, at every service. Answers the sessions that ended with it, so that caches can forget them; none when it
    /// had ended before or is somebody else's.
    func end(_ device: ID<Device>, of person: ID<Person>, at moment: Date, in transaction: borrowing Transaction) async throws -> [ID<
        Session
    >]
    /// The same for all devices of `person` but `kept`.
    func endAll(
        of person: ID<Person>, except kept: ID<Device>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>]
}

/// Who signs in, and with what.
package struct SignIn: Sendable, Equatable {
    package let person: ID<Person>
    /// What the device calls itself.
    package let label: String
    package let method: SignInMethod
    /// The baskets that the browser carries: they may become the person's.
    package let baskets: [ID<Basket>]

    package init(person: ID<Person>, label: String, method: SignInMethod, baskets: [ID<Basket>] = []) {
        self.person = person
        self.label = label
        self.method = method
        self.baskets = baskets
    }
}

/// Why nobody was signed in.
package enum DeviceError: Error, Equatable {
    case noSuchPerson(ID<Person>)
}

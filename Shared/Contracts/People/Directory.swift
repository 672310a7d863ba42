/// The list of people, for those who look after the site.
package protocol Directory: Sendable {
    /// Those whose username or name contains `words`, or whose address is exactly that; everybody without words. By username.
    func people(_ words: String, _ page: PageRequest) async throws -> Listing<RoleHolder>
}

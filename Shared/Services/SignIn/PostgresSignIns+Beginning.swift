package import FoundationEssentials
package import Shared
import SharedPostgres

extension PostgresSignIns {
    package func begin(_ sign: NewSignIn, at moment: Date, in transaction: borrowing Transaction) async throws -> BegunSignIn {
        let connection = try transaction.connection
        // Those of one address, of one network, of the wider one and of one browser wait for each other, so that each counts those before it. All take
        // the four locks in this order.
        try await connection.query(
            """
            select pg_advisory_xact_lock(18001, hashtext(\(sign.address)))
            """)
        try await connection.query(
            """
            select pg_advisory_xact_lock(18002, hashtext(encode(\(sign.network), 'hex')))
            """)
        try await connection.query(
            """
            select pg_advisory_xact_lock(18004, hashtext(encode(\(sign.widerNetwork), 'hex')))
            """)
        try await connection.query(
            """
            select pg_advisory_xact_lock(18003, hashtext(encode(\(sign.browser.hash), 'hex')))
            """)
        let standing = try await standing(of: sign, at: moment, on: connection)
        if let until = standing.refusedUntil { return .refused(until: until) }
        if standing.isQuiet, standing.waitsForSame { return .quiet }
        try await connection.query(
            """
            update account.sign_ins set superseded_at = \(moment)
            where browser_hash = \(sign.browser.hash) and consumed_at is null and superseded_at is null
            """)
        let token = SecretToken()
        let secrets = SignInSecrets(token: token, code: SignInCode(of: token), expiresAt: moment + SignInLimits.lifetime.interval)
        try await connection.query(
            """
            insert into account.sign_ins (
                id, address, browser_hash, token_hash, code_hash, tries_left, next, network_key, wider_network_key, is_mailed, begun_at,
                expires_at
            ) values (
                \(ID<BegunSignIn>(at: moment)), \(sign.address), \(sign.browser.hash), \(token.hash), \(secrets.code.hash(in: sign.browser)),
                \(SignInLimits.tries), \(sign.next), \(sign.network), \(sign.widerNetwork), \(!standing.isQuiet), \(moment),
                \(secrets.expiresAt)
            )
            """)
        return standing.isQuiet ? .quiet : .mailed(secrets)
    }

    private struct Standing {
        let refusedUntil: Date?
        /// The address was written to as often as it may be, for this network or for all.
        let isQuiet: Bool
        /// The browser's newest is to the same address, and can still be used.
        let waitsForSame: Bool
    }

    /// Each limit is full when as many as it allows were begun within the window: the last of those that count is young enough to.
    private func standing(of sign: NewSignIn, at moment: Date, on connection: PostgresConnection) async throws -> Standing {
        let since = moment - limits.window.interval
        let row = try await connection.query(
            """
            select
                (select begun_at from account.sign_ins
                    where is_mailed and address = \(sign.address) and wider_network_key = \(sign.widerNetwork)
                    order by begun_at desc offset \(limits.perAddress - 1) limit 1) as of_address_from_here,
                (select begun_at from account.sign_ins where is_mailed and address = \(sign.address)
                    order by begun_at desc offset \(limits.perAddressFromAll - 1) limit 1) as of_address,
                (select begun_at from account.sign_ins where network_key = \(sign.network)
                    order by begun_at desc offset \(limits.perNetwork - 1) limit 1) as of_network,
                (select begun_at from account.sign_ins where wider_network_key = \(sign.widerNetwork)
                    order by begun_at desc offset \(limits.perWiderNetwork - 1) limit 1) as of_wider_network,
                (select begun_at from account.sign_ins where is_mailed order by begun_at desc offset \(limits.altogether - 1) limit 1) as of_all,
                coalesce((
                    select address = \(sign.address) and is_mailed and consumed_at is null and superseded_at is null and expires_at > \(moment)
                    from account.sign_ins where browser_hash = \(sign.browser.hash) order by begun_at desc, id desc limit 1
                ), false) as waits
            """
        ).first
        guard let row else { return Standing(refusedUntil: nil, isQuiet: false, waitsForSame: false) }
        func newest(_ columns: String...) throws -> Date? { try columns.compactMap { try row[$0] as Date? }.filter { $0 > since }.max() }
        let refusing = try newest("of_network", "of_wider_network", "of_all")
        return Standing(
            refusedUntil: refusing.map { $0 + limits.window.interval }, isQuiet: try newest("of_address_from_here", "of_address") != nil,
            waitsForSame: try row["waits"])
    }
}

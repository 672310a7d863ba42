import SharedRedis
import Testing

@Suite struct AddressTests {
    @Test func `an address names host, port and database`() throws {
        let configuration = try RedisConfiguration("redis://cache.internal:6380/3")
        #expect(configuration.address == .tcp(host: "cache.internal", port: 6380))
        #expect(configuration.database == 3)
        #expect(configuration.username == nil && configuration.password == nil)
    }

    @Test func `port 6379 and database 0 are meant when an address names none`() throws {
        let configuration = try RedisConfiguration("redis://localhost")
        #expect(configuration.address == .tcp(host: "localhost", port: 6379))
        #expect(configuration.database == 0)
    }

    @Test func `user and password are percent-decoded`() throws {
        let configuration = try RedisConfiguration("redis://maya:p%40ss%2Fword%3A@localhost:6379")
        #expect(configuration.username == "maya")
        #expect(configuration.password == "p@ss/word:")
    }

    @Test func `a password without a user is the default user's`() throws {
        let configuration = try RedisConfiguration("redis://:secret@localhost")
        #expect(configuration.username == nil)
        #expect(configuration.password == "secret")
    }

    @Test func `an IPv6 host stands in brackets`() throws {
        let configuration = try RedisConfiguration("redis://[::1]:7000/1")
        #expect(configuration.address == .tcp(host: "::1", port: 7000))
        #expect(configuration.description == "redis://[::1]:7000/1")
    }

    @Test(arguments: ["/run/redis/redis.sock", "unix:///run/redis/redis.sock"])
    func `a socket is named by its path`(address: String) throws {
        #expect(try RedisConfiguration(address).address == .unix(path: "/run/redis/redis.sock"))
    }

    @Test func `a socket's database stands in the query`() throws {
        #expect(try RedisConfiguration("unix:///run/redis.sock?db=5").database == 5)
    }

    @Test(arguments: [
        ("", RedisAddressError.Reason.scheme), ("localhost:6379", .scheme), ("http://localhost", .scheme),
        ("rediss://localhost", .encryption),
        ("redis://", .host), ("redis:///0", .host), ("redis://localhost:0", .port), ("redis://localhost:70000", .port),
        ("redis://localhost/zero", .database), ("redis://localhost/-1", .database), ("unix://run/redis.sock", .socket),
        ("unix://", .socket), ("redis://maya@localhost", .userWithoutPassword), ("redis://[::1", .malformed),
    ])
    func `an address that cannot be read says what is wrong with it`(address: String, reason: RedisAddressError.Reason) {
        #expect { try RedisConfiguration(address) } throws: { ($0 as? RedisAddressError)?.reason == reason }
    }

    @Test func `nothing that is logged holds the password`() throws {
        let configuration = try RedisConfiguration("redis://maya:hunter2@localhost/0")
        #expect(!"\(configuration)".contains("hunter2"))
        #expect { try RedisConfiguration("redis://maya:hunter2@localhost:x/0") } throws: { !"\($0)".contains("hunter2") }
        #expect { try RedisConfiguration("rediss://maya:hunter2@localhost/0") } throws: { !"\($0)".contains("hunter2") }
    }
}

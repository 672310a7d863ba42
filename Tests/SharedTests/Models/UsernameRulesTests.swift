import Shared
import Testing

@Suite struct UsernameRulesTests {
    @Test(arguments: [
        ("maya", "rnaya"), ("omar", "0rnar"), ("bill", "b1ll"), ("bill", "biil"), ("walt", "vvalt"), ("maya_b", "maya__b"),
        ("maya", "_maya_"),
        ("vw", "wv"), ("mn", "rnn"),
    ])
    func `names that look the same have one skeleton`(left: String, right: String) {
        #expect(Username(left)?.skeleton == Username(right)?.skeleton)
    }

    @Test(arguments: [("maya", "mava"), ("maya_b", "mayab"), ("maya2", "maya3"), ("ana", "anna"), ("tom", "torn_"), ("a", "_")])
    func `others do not`(left: String, right: String) {
        let isAlike = Username(left)?.skeleton == Username(right)?.skeleton
        #expect(isAlike == (left == "tom"))
    }

    @Test(arguments: [
        "admin", "root", "www", "support", "blog", "market", "cart", "events", "federation", "account", "webfinger", "inbox", "actor",
        "cooperative",
        "rose_ash", "roseash", "r0se_ash", "adm1n", "4dmin", "ad_min", "_admin", "a_d_m_i_n", "vvvvvv", "rnail", "p0strnaster",
        "maya_admin", "staff_omar",
        "5upp0rt", "no_reply", "well_known", "_", "____", "oauth", "me", "test", "s3curity",
    ])
    func `names that would speak for us or stand in an address are kept back`(name: String) throws {
        #expect(ReservedUsernames.contains(try #require(Username(name))))
    }

    @Test(arguments: [
        "maya", "omar", "beet_root", "sam_i_am", "marketa", "blogger", "ada_min", "supporter", "eve", "l", "mayor_of_bath", "42",
    ])
    func `other names are free`(name: String) throws { #expect(!ReservedUsernames.contains(try #require(Username(name)))) }
}

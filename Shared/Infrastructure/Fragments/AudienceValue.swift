import Shared

/// The one for whom a fragment is rendered, as far as its audience lets anybody know: part of its key and of its signed request.
enum AudienceValue: Hashable, Sendable {
    case everyone
    /// Nil and nil: all who have no basket. A member's basket is known by who they are; one that their browser carries besides is to become
    /// theirs.
    case visitor(ID<Basket>?, member: ID<Person>? = nil)
    /// Nil: all who are not signed in.
    case member(ID<Person>?)

    init(_ audience: FragmentType.Audience, of visitor: Visitor) {
        switch audience {
        case .everyone: self = .everyone
        case .visitor: self = .visitor(visitor.basket, member: visitor.member)
        case .member: self = .member(visitor.member)
        }
    }

    var audience: FragmentType.Audience {
        switch self {
        case .everyone: .everyone
        case .visitor: .visitor
        case .member: .member
        }
    }

    /// All that a renderer is told of who is asking.
    var visitor: Visitor {
        switch self {
        case .everyone: Visitor()
        case .visitor(let basket, let member): Visitor(basket: basket, member: member)
        case .member(let member): Visitor(member: member)
        }
    }
}

extension AudienceValue: CustomStringConvertible {
    /// As it travels: `everyone`, `visitor/none`, `visitor/<basket>`, `visitor/none/<member>`, `visitor/<basket>/<member>`, `member/none`,
    /// `member/<id>`.
    var description: String {
        switch self {
        case .everyone: "everyone"
        case .visitor(let basket, let member):
            "visitor/" + (basket?.description ?? "none") + (member.map { "/\($0)" } ?? "")
        case .member(let member): "member/" + (member?.description ?? "none")
        }
    }

    /// What `description` writes; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("everyone", 1): self = .everyone
        case ("visitor", 2) where parts[1] == "none": self = .visitor(nil)
        case ("member", 2) where parts[1] == "none": self = .member(nil)
        case ("visitor", 2):
            guard let basket = ID<Basket>(parts[1]) else { return nil }
            self = .visitor(basket)
        case ("visitor", 3):
            let basket = ID<Basket>(parts[1])
            guard basket != nil || parts[1] == "none", let member = ID<Person>(parts[2]) else { return nil }
            self = .visitor(basket, member: member)
        case ("member", 2):
            guard let member = ID<Person>(parts[1]) else { return nil }
            self = .member(member)
        default: return nil
        }
    }
}

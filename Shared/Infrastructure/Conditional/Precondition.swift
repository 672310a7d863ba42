package import HTTPTypes

/// What a request's preconditions come to for one representation.
package enum Precondition: Sendable, Equatable {
    /// Answer as asked.
    case pass
    /// 304: the client has it.
    case notModified
    /// 412: the client meant another one.
    case failed

    /// In the order of RFC 9110, section 13.2.2. `lastModified`: seconds since 1970. For GET and HEAD.
    package init(_ headers: HTTPFields, tag: EntityTag, lastModified: Int64? = nil) {
        if let list = headers[.ifMatch] {
            if !EntityTagList(parsing: list).containsStrongly(tag) {
                self = .failed
                return
            }
        } else if let lastModified, let limit = headers[.ifUnmodifiedSince].flatMap(HTTPDate.second(ofText:)), lastModified > limit {
            self = .failed
            return
        }
        if let list = headers[.ifNoneMatch] {
            self = EntityTagList(parsing: list).containsWeakly(tag) ? .notModified : .pass
        } else if let lastModified, let since = headers[.ifModifiedSince].flatMap(HTTPDate.second(ofText:)) {
            self = lastModified <= since ? .notModified : .pass
        } else {
            self = .pass
        }
    }
}

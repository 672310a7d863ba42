/// How long a page's own part may be kept, and for whom.
package enum PageCaching: Sendable {
    /// The part is the same for everyone: kept in the process and in Redis until one of its tags is invalidated or `timeToLive` is over.
    /// It depends on the path and on the query's items that are named in `query`, and on nothing else of the request.
    case everyone(timeToLive: Duration = .seconds(300), query: [String] = [])
    /// The part shows what only this person may see, or must be right to the second: it is made for each request, and kept nowhere.
    case never
}

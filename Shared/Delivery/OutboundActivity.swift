/// An activity on its way out. Its payload stays where it is stored, under `cid`: a queue may hold a hundred thousand of these.
package struct OutboundActivity: Hashable, Sendable, Codable {
    package let id: ID<Activity>
    /// The content id, by which outcomes name the activity.
    package let cid: ContentID

    package init(id: ID<Activity>, cid: ContentID) {
        self.id = id
        self.cid = cid
    }
}

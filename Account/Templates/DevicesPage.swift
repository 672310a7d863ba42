import Shared
import SharedHTML
import SharedInfrastructure

/// Where a member is signed in, with the ways to end that.
struct DevicesPage: PageView {
    /// This one, then the latest proved first.
    let devices: Listing<Device>
    let here: ID<Device>
    var news: AccountNews?

    var title: String { "Your devices" }
    var description: String { "Where you are signed in." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "Each is one browser, signed in on every part of the site. Sign out those that you do not know.", news: news).body)\
        <section class="section"><h2>Signed in</h2>
        <ul class="listing">
        \(devices.items.map(row))</ul>
        \(pagination)\(devices.total > 1 ? others : nil)</section>
        """
    }

    private func row(_ device: Device) -> HTML {
        """
        <li><p class="margin">since \(Moment(device.startedAt).body)</p><div><h3><bdi>\(device.label.isEmpty ? "A browser" : device.label)</bdi> \(device.id == here ? Badge("this device", .good).body : nil)</h3>
        <p class="eyebrow"><span>last signed in \(device.method == .passkey ? "with a passkey" : "by mail"), \(ExactMoment(device.provedAt).body)</span><span>until \(Moment(device.expiresAt).body)</span></p>
        \(device.id == here ? signOutHere : form(device))</div></li>

        """
    }

    private var signOutHere: HTML {
        """
        <form class="row-action" method="post" action="\(url: AuthPaths.logout)"><button class="button is-quiet">Sign out here</button></form>
        """
    }

    private func form(_ device: Device) -> HTML {
        """
        <form class="row-action" method="post" action="\(url: AccountPaths.deviceEndings)"><input type="hidden" name="device" value="\(device.id)">
        <button class="button is-quiet">Sign out<span class="visually-hidden"> \(device.label), since \(EnglishDay(device.startedAt).text)</span></button></form>
        """
    }

    private var pagination: HTML {
        Pagination(page: devices.page.number, pages: devices.pages, of: "devices") { AccountPaths.devices.page($0) }.body
    }

    private var others: HTML {
        """
        <form method="post" action="\(url: AccountPaths.otherEndings)"><button class="button is-grave">Sign out everywhere but here</button></form>

        """
    }
}

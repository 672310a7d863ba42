import Shared
import SharedHTML
import SharedInfrastructure

/// Where somebody is signed in.
struct SignedInDevices {
    let devices: [Device]

    var body: HTML {
        """
        <section class="section"><h2>Where you are signed in</h2>
        <ul class="listing">
        \(devices.map(row))</ul></section>

        """
    }

    private func row(_ device: Device) -> HTML {
        """
        <li><p class="margin">\(Moment(device.startedAt).body)</p><div><h3>\(device.label)</h3>
        <p class="eyebrow"><span>until \(Moment(device.expiresAt).body)</span></p></div></li>

        """
    }
}

/// What people and machines write where a name is asked for. Each must be shown as it is, and do nothing.
package enum HostileNames {
    package static let all = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "{{7*7}} ${7*7} <%= 7 %>",
        "\u{202E}drawkcab \u{202C}and on", "שלום עולם", "مرحبا بالعالم", "👩🏽‍🌾🥖 &amp; <b>bread</b>", "Ruth & Sons’ “best”",
        String(repeating: "long ", count: 60),
    ]
}

extension Username {
    /// What all usernames that look the same have in common: `rnaya__0l` and `maya_oi` are one. The idea is Unicode's (UTS #39, section 4), and so
    /// are the pairs (`confusables.txt`: 0 and o; 1, l and I; m and rn; w and vv), as far as they are among the letters that names have; i is with
    /// l, since many fonts tell them apart by a dot. The database has the same function (`account.username_skeleton`), and lets no two have one.
    package var skeleton: String {
        var skeleton: [UInt8] = []
        for letter in description.utf8 {
            switch letter {
            case UInt8(ascii: "m"): skeleton += Array("rn".utf8)
            case UInt8(ascii: "w"): skeleton += Array("vv".utf8)
            case UInt8(ascii: "0"): skeleton.append(UInt8(ascii: "o"))
            case UInt8(ascii: "1"), UInt8(ascii: "i"): skeleton.append(UInt8(ascii: "l"))
            case UInt8(ascii: "_") where skeleton.last == UInt8(ascii: "_") || skeleton.isEmpty: continue
            default: skeleton.append(letter)
            }
        }
        if skeleton.last == UInt8(ascii: "_") { skeleton.removeLast() }
        return skeleton.isEmpty ? "_" : String(decoding: skeleton, as: UTF8.self)
    }
}

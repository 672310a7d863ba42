import Shared

/// Nothing stands around a part that a script puts into a page.
struct BareParts: PageChrome {
    var fragments: [FragmentRequest] { [] }
    func layout(_ page: any PageView, at path: String) -> Composition { page.body }
}

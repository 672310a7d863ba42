package import Shared

extension RoleGrant: FormValue {
    package init?(formText: String) { self.init(formText) }
    package static var expectation: String { "Choose one of the roles shown." }
}

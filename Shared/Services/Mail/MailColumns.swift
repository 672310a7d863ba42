import Shared
import SharedPostgres

// How the values of mail are stored.

extension MailKind: StoredAsText {}
extension MailHeader: StoredAsText {}
extension MailState: PostgresCodable {}

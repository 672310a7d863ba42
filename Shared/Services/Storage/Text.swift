extension String {
    /// As a column of at most `limit` characters (Unicode scalars, as PostgreSQL counts them) can hold it: cut, and without NULs.
    func storable(upTo limit: Int) -> String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\0" }.prefix(limit)))
    }
}

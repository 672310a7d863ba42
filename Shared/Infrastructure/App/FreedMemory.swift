import CMalloc

/// What the process does with memory that it no longer needs.
enum FreedMemory {
    /// Keeps up to 8 MB of it (in each of the allocator's arenas) for the next pages. By itself glibc gives back all above 128 kB, so that a
    /// few dozen answers at once cost their pages of memory anew each time: 3 µs of 47 for the front page. Setting the one threshold ends
    /// glibc's own learning of the other (mallopt(3)), so both are set.
    static func keep() {
        _ = mallopt(M_TRIM_THRESHOLD, 8 << 20)
        _ = mallopt(M_MMAP_THRESHOLD, 8 << 20)
    }
}

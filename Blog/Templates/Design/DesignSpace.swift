import SharedHTML

/// The steps of space, how things move, and what floats.
struct DesignSpace {
    var body: HTML {
        """
        <ul class="space-steps">\((1...7).map { "<li><code>space-\($0)</code> <span class=\"space-step is-space-\($0)\"></span></li>" })</ul>
        <p class="specimen-raised">What floats casts a warm shadow; nothing else does. Things move for 120 or 220 ms, and not at all for those who asked for calm.</p>
        """
    }
}

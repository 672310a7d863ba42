import SharedHTML
import SharedInfrastructure

/// The mark, large and small.
struct DesignIdentity {
    var body: HTML {
        """
        <div class="specimen-row"><span class="specimen-mark">\(Mark().body)</span><span class="brand">\(Mark().body)<span>\(Site.name)</span></span></div>
        <p>A rose, whose petals are one line wound inwards, over two leaflets of an ash. Rose is for what acts, leaf for what is open, in season or
        paid; ash for lines and quiet words; all of it on paper that is never cold.</p>
        """
    }
}

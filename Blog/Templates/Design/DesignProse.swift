import SharedHTML

/// What people write, as it is shown.
struct DesignProse {
    var body: HTML {
        """
        <div class="prose"><p>It begins with a paragraph, and <a href="#prose">a link in it</a>, some <em>stress</em> and a <code>word of code</code>.</p>
        <h3>A heading within</h3><p>Another paragraph, long enough to run over its line, so that one sees how lines stand to each other and where they end.</p>
        <blockquote><p>“Nobody needs to be told that oats are good for them.”</p></blockquote>
        <ul><li>Oats, a cup</li><li>Water, two</li><li>Salt</li></ul><ol><li>Boil.</li><li>Stir.</li><li>Wait.</li></ol>
        <table><thead><tr><th>Kind</th><th>Weighed</th></tr></thead><tbody><tr><td>Bramley</td><td>640 kg</td></tr><tr><td>Ribston Pippin</td><td>205 kg</td></tr></tbody></table>
        <hr><p>After a pause, the end.</p></div>
        """
    }
}

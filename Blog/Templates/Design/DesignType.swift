import SharedHTML

/// The steps of the type scale.
struct DesignType {
    var body: HTML {
        """
        <p class="specimen-type is-title-1">What the frost took, and what it left</p>
        <p class="specimen-type is-title-2">A cheese that takes its time</p>
        <p class="specimen-type is-title-3">Eleven fires before seven</p>
        <p class="specimen-type is-lead">The oven holds twenty-two loaves, so the evening is mostly arithmetic.</p>
        <p>Body: “It’s only weather,” said Ruth, in 1987 — and again in 2026. <em>Slanted</em>, and <strong>strong</strong>. Zoë Brontë, Łukasz, Ærø.</p>
        <p class="eyebrow"><span>Small: 26 November 2026</span><span>by Maya Adeyemi</span></p>
        <p><span class="price price-large">£4.40</span> <span class="price-unit">£4.89/kg</span></p>
        <p dir="rtl" lang="ar">عبارة من اليمين إلى اليسار، لكي نرى أين تبدأ.</p>
        """
    }
}

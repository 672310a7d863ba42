package import SharedHTML

/// An error page without the site's chrome: for the internal listener and for apps that have none.
package struct PlainErrorPage: ErrorPageView {
    package init() {}

    package func errorPage(_ problem: Problem, requestID: RequestID) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>\(problem.title)</title></head>
        <body>
        <main>
        <h1>\(problem.title)</h1>
        <p>\(problem.advice)</p>
        <p>Number of this request: <code>\(requestID.description)</code></p>
        </main>
        </body>
        </html>
        """
    }
}

import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Posts and pages, and where those went that once were elsewhere.
struct PostRoutes {
    let posts: any Posts
    let archives: any Archives
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(BlogPaths.postPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("slug")
        let isMember = context.visitor.member != nil
        do {
            // What is for members differs by person, so theirs is made each time; everybody else's is one.
            return try await pages.respond(to: request, context, caching: isMember ? .never : .everyone()) {
                let post = try await find(slug)
                let surroundings = try await archives.surroundings(of: post.summary.id)
                return PostPage(post: post, surroundings: surroundings, isOpen: isMember || post.summary.access == .everyone, site: site)
            }
        } catch let moved as Moved {
            var response = Response.redirect(to: BlogPaths.post(moved.slug).value, type: .permanent)
            // A slug may come back, or be taken by another post: browsers ask each time.
            response.headers[.cacheControl] = "no-cache"
            return response
        }
    }

    private func find(_ slug: Slug) async throws -> PostDetail {
        switch try await posts.find(slug) {
        case .found(let post): return post
        case .moved(let slug): throw Moved(slug: slug)
        case .missing: throw Problem.notFound
        }
    }

    /// It is at another slug now.
    private struct Moved: Error {
        let slug: Slug
    }
}
